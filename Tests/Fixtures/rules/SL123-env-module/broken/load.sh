touch {{product}}
