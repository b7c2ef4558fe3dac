if [[ -f {{ upstream.load }} ]]; then
  cp {{ upstream.load }} {{ product }}
fi
