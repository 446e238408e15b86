import numpy as np


class Net:
    def __init__(self, hidden_dims, input_dim=3072, num_classes=10, reg=0.0, weight_scale=1e-2):
        dims = [input_dim] + list(hidden_dims) + [num_classes]
        self.reg = reg
        self.params = {}
        self.depth = len(dims) - 1
        for i in range(self.depth):
            self.params['W%d' % (i + 1)] = weight_scale * np.random.randn(dims[i], dims[i + 1])
            self.params['b%d' % (i + 1)] = np.zeros(dims[i + 1])

    def loss(self, X, y=None):
        kept, out = [X], X
        for i in range(1, self.depth + 1):
            out = out @ self.params['W%d' % i] + self.params['b%d' % i]
            if i < self.depth:
                out = np.maximum(out, 0)
                kept.append(out)
        if y is None:
            return out
        p = np.exp(out - out.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        rows = np.arange(len(X))
        loss = -np.mean(np.log(p[rows, y]))
        p[rows, y] -= 1
        error, grads = p / len(X), {}
        for i in range(self.depth, 0, -1):
            W = self.params['W%d' % i]
            loss += self.reg / 2 * np.sum(W * W)
            grads['W%d' % i] = kept[i - 1].T @ error + self.reg * W
            grads['b%d' % i] = error.sum(axis=0)
            error = error @ W.T * kept[i - 1]
        return loss, grads
