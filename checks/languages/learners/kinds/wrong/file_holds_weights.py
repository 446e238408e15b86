import numpy as np

W1 = np.random.randn(4, 6) * .3
W2 = np.random.randn(6, 3) * .3

def relu(z):
    return np.where(z > 0, z, 0)

def softmax(z):
    e = np.exp(z - z.max(1)[:, None])
    return e / e.sum(1)[:, None]

def forward(X):
    global Z, H, P
    Z = X @ W1
    H = relu(Z)
    P = softmax(H @ W2)
    return P

def cross_entropy(X, Y):
    return -np.sum(Y * np.log(forward(X))) / len(X)

def backprop(X, Y):
    global dW1, dW2
    forward(X)
    d = (P - Y) / len(X)
    dW2 = H.T @ d
    dW1 = X.T @ (d @ W2.T)
