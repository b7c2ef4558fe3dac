cat {{upstream['clean']}} >>{{product}}
