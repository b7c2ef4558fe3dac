if [[ -f raw.csv ]]; then
  cp raw.csv {{product}}
fi
