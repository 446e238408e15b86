import numpy as np

kind = np.float32


class Classifier:
    def __init__(self, sizes):
        rng = np.random.RandomState(3)
        self.Ws = [(rng.randn(i, o) * 0.3).astype(kind) for i, o in zip(sizes, sizes[1:])]
        self.bs = [np.zeros(o, kind) for o in sizes[1:]]

    def loss(self, x, t):
        self.values = [x]
        for W, b in zip(self.Ws[:-1], self.bs[:-1]):
            self.values.append(np.tanh(self.values[-1] @ W + b))
        z = self.values[-1] @ self.Ws[-1] + self.bs[-1]
        e = np.exp(z - z.max(axis=1, keepdims=True))
        self.p = e / e.sum(axis=1, keepdims=True)
        return -np.log(self.p[np.arange(len(t)), t]).mean()

    def grad(self, x, t):
        self.loss(x, t)
        d = self.p.copy()
        d[np.arange(len(t)), t] -= 1
        d /= len(t)
        dWs, dbs = [], []
        for k in range(len(self.Ws) - 1, -1, -1):
            dWs.insert(0, self.values[k].T @ d)
            dbs.insert(0, d.sum(axis=0))
            if k:
                d = d @ self.Ws[k].T * (1 - self.values[k])
        return dWs, dbs
