import numpy as np

WIDE, FEW = 3000, 3
chance = np.random.RandomState(0)
A = chance.randn(WIDE, FEW) * 0.1
c = np.zeros(FEW)
weights = [A, c]


def out(x, weights):
    z = x @ weights[0] + weights[1]
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def surprise_loss(p, k):
    return -np.mean(np.log(p[np.arange(len(k)), k]))


def pull(x, k, weights):
    d = out(x, weights)
    d[np.arange(len(k)), k] -= 1
    return [x.T @ d / len(k), d.mean(axis=0)]


x, k = chance.rand(60, WIDE), chance.randint(0, FEW, 60)
for turn in range(50):
    order = chance.permutation(60)
    for i in range(0, 60, 12):
        some = order[i:i + 12]
        for w, g in zip(weights, pull(x[some], k[some], weights)):
            w -= 0.2 * g
    print(turn, surprise_loss(out(x, weights), k))
