import numpy as np
def cost(t, n, h, K, X, y, lam):
    X = np.c_[np.ones(len(X)), X]
    A, B = t[:h*(n+1)].reshape(h, n+1), t[h*(n+1):].reshape(K, h+1); m = len(X)
    Y = np.eye(K)[np.ravel(y) - 1]; s = lambda z: 1 / (1 + np.exp(-z))
    a = s(X @ A.T); b = np.c_[np.ones(m), a]; H = s(b @ B.T)
    J = np.mean((H-Y)**2) + lam/2/m * (np.sum(A[:, 1:]**2) + np.sum(B[:, 1:]**2))
    d = 2/K*(H - Y)*H*(1-H); g2 = d.T @ b / m; g1 = (d @ B[:, 1:] * a * (1-a)).T @ X / m
    g1[:, 1:] += lam/m * A[:, 1:]; g2[:, 1:] += lam/m * B[:, 1:]
    return J, np.r_[g1.ravel(), g2.ravel()]
