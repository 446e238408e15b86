import numpy as np
def sigmoid(z): return 1 / (1 + np.exp(-z))
def sigmoidGradient(z):
    g = np.zeros(np.shape(z))
    return g
def predict(Theta1, Theta2, X):
    return np.zeros(len(X), dtype=int)
def randInitializeWeights(L_in, L_out): return np.zeros((L_out, L_in + 1))
def cost(t, n, h, K, X, y, lam):
    X = np.c_[np.ones(len(X)), X]
    A, B = t[:h*(n+1)].reshape(h, n+1), t[h*(n+1):].reshape(K, h+1); m = len(X)
    Y = np.eye(K)[np.ravel(y) - 1]; s = lambda z: 1 / (1 + np.exp(-z))
    a = s(X @ A.T); b = np.c_[np.ones(m), a]; H = s(b @ B.T)
    J = -np.sum(Y*np.log(H) + (1-Y)*np.log(1-H)) / m + lam/2/m * (np.sum(A[:, 1:]**2) + np.sum(B[:, 1:]**2))
    d = H - Y; g2 = d.T @ b / m; g1 = (d @ B[:, 1:] * sigmoidGradient(X @ A.T)).T @ X / m
    g1[:, 1:] += lam/m * A[:, 1:]; g2[:, 1:] += lam/m * B[:, 1:]
    return J, np.r_[g1.ravel(), g2.ravel()]
