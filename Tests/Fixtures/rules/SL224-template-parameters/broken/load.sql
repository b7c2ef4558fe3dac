SELECT * FROM t WHERE age > {{agee}}
