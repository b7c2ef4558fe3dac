#!/bin/bash
set -e
cat "{{ upstream.load }}" | sort > "{{ product['sorted'] }}"
echo ${#lines[@]} "{{ 'quoted' }}"
