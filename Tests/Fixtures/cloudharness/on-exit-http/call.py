# a queue only; for a web hook, an image of one's own
