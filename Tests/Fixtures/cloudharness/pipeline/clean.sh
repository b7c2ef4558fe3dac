cat {{upstream['load']}} >>{{product}}
