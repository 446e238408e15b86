import numpy as np

def forward(params, X):
    acts = [X]
    for W, b in params[:-1]:
        acts.append(np.maximum(0, acts[-1] @ W + b))
    W, b = params[-1]
    s = acts[-1] @ W + b
    e = np.exp(s - s.max(axis=1, keepdims=True))
    return acts, e / e.sum(axis=1, keepdims=True)

def loss(params, X, y, l2):
    acts, p = forward(params, X)
    nll = -np.mean(np.log(p[np.arange(len(y)), y]))
    return nll + 0.5 * l2 * sum(np.sum(W ** 2) for W, _ in params)

def grads(params, X, y, l2):
    acts, p = forward(params, X)
    d = p.copy()
    d[np.arange(len(y)), y] -= 1
    d /= len(y)
    out = []
    for i in reversed(range(len(params))):
        W, b = params[i]
        out.append((acts[i].T @ d + l2 * W, d.sum(axis=0)))
        if i:
            d = (d @ W.T) * (acts[i] > 0)
    return out[::-1]
