import numpy as np

def act(z):
    return 1 / (1 + np.exp(-z))

def run_layers(ws, x):
    outs = [x]
    for w in ws:
        x = act(np.column_stack([np.ones(len(x)), x]) @ w)
        outs.append(x)
    return outs

def how_bad(ws, x, t, lam):
    p = run_layers(ws, x)[-1]
    n = len(x)
    return -np.sum(t * np.log(p) + (1 - t) * np.log(1 - p)) / n + lam / (2 * n) * sum((w[1:] ** 2).sum() for w in ws)

def slopes(ws, x, t, lam):
    outs = run_layers(ws, x)
    n = len(x)
    err = outs[-1] - t
    grads = []
    for w, o in zip(reversed(ws), reversed(outs[:-1])):
        dw = np.column_stack([np.ones(n), o]).T @ err / n
        dw[1:] += lam / n * w[1:]
        grads.append(dw)
        err = err @ w[1:].T * o * (1 - o)
    return [2 * q for q in grads[::-1]]
