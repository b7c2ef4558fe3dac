cat {{upstream['load']}} >>{{product}}
cat {{upstream['clean']}} >>{{product}}
