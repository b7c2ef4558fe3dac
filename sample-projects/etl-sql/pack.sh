# Ready to be sent: -n keeps the clock out of the file.
gzip -n -c "{{upstream['best_customers']}}" > "{{product}}"
