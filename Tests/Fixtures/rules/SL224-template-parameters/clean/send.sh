cp {{upstream['load']}} {{product}}
