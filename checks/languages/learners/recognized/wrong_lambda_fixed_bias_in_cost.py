import numpy as np
def cost(t, n, h, K, X, y, lam):
    lam = 0.5
    X = np.c_[np.ones(len(X)), X]
    A, B = t[:h*(n+1)].reshape(h, n+1), t[h*(n+1):].reshape(K, h+1); m = len(X)
    Y = np.eye(K)[np.ravel(y) - 1]; s = lambda z: 1 / (1 + np.exp(-z))
    a = s(X @ A.T); b = np.c_[np.ones(m), a]; H = s(b @ B.T)
    J = -np.sum(Y*np.log(H) + (1-Y)*np.log(1-H)) / m + lam/2/m * (np.sum(A**2) + np.sum(B**2))
    d = H - Y; g2 = d.T @ b / m; g1 = (d @ B[:, 1:] * a * (1-a)).T @ X / m
    g1[:, 1:] += lam/m * A[:, 1:]; g2[:, 1:] += lam/m * B[:, 1:]
    return J, np.r_[g1.ravel(), g2.ravel()]
