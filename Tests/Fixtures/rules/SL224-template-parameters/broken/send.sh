echo {{upstream['load']}}
