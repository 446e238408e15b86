import numpy as np

LAYERS = [400, 25, 10]

def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))

def split(theta):
    mats, i = [], 0
    for a, b in zip(LAYERS[:-1], LAYERS[1:]):
        mats.append(theta[i:i + b * (a + 1)].reshape(b, a + 1))
        i += b * (a + 1)
    return mats

def cost_and_grad(theta, X, y, lam=1.0):
    Ws = split(theta)
    m = X.shape[0]
    acts = [np.c_[np.ones(m), X]]
    for k, W in enumerate(Ws):
        a = sigmoid(acts[-1] @ W.T)
        if k < len(Ws) - 1:
            a = np.c_[np.ones(m), a]
        acts.append(a)
    Y = np.zeros((m, LAYERS[-1]))
    Y[np.arange(m), y.ravel() - 1] = 1
    h = acts[-1]
    J = -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / m
    J += lam / (2 * m) * sum(np.sum(W[:, 1:] ** 2) for W in Ws)
    d = h - Y
    grads = [None] * len(Ws)
    for k in range(len(Ws) - 1, -1, -1):
        g = d.T @ acts[k] / m
        g[:, 1:] += lam / m * Ws[k][:, 1:]
        grads[k] = g
        if k:
            a = acts[k][:, 1:]
            d = (d @ Ws[k][:, 1:]) * a * (1 - a)
    return J, np.concatenate([g.ravel() for g in grads])
