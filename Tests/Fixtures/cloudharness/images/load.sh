date >{{product}}
