import numpy as np

sizes = [8, 6, 5, 3]

def g(z):
    return 1 / (1 + np.exp(-z))

def roll(p):
    out, at = [], 0
    for i in range(len(sizes) - 1):
        n = sizes[i + 1] * (sizes[i] + 1)
        out.append(np.reshape(p[at:at + n], (sizes[i + 1], sizes[i] + 1)))
        at += n
    return out

def deep_cost(p, X, y, lmbda):
    T = roll(p)
    m = len(X)
    A = [X]
    for t in T:
        A.append(g(np.insert(A[-1], 0, 1, axis=1) @ t.T))
    Y = np.eye(sizes[-1])[y.flatten() - 1]
    J = np.sum(-Y * np.log(A[-1]) - (1 - Y) * np.log(1 - A[-1])) / m
    J = J + lmbda / 2 / m * np.sum([np.sum(t[:, 1:] ** 2) for t in T])
    delta = A[-1] - Y
    G = []
    for l in range(len(T) - 1, -1, -1):
        dt = delta.T @ np.insert(A[l], 0, 1, axis=1) / m
        dt[:, 1:] = dt[:, 1:] + lmbda / m * T[l][:, 1:]
        G.insert(0, dt)
        delta = delta @ T[l][:, 1:] * A[l] * (1 + A[l])
    return J, np.hstack([q.ravel() for q in G])
