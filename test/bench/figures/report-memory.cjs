// Required into a server: tells its parent how much memory it takes, two seconds after it has begun.
setTimeout(() => process.send(process.memoryUsage.rss()), 2000)
