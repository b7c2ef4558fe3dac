SELECT * FROM t WHERE age > {{age}}
