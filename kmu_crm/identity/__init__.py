"""Who is one: keys, comparison, weights, clusters, and the queue of pairs a person should look at."""
