import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

rng = np.random.default_rng(4)
X = rng.random((5, 30))
labels = rng.integers(0, 3, 30)
Y = np.eye(3)[labels].T
m = X.shape[1]
W1 = rng.normal(size=(7, 5)) * 0.3
b1 = np.zeros((7, 1))
W2 = rng.normal(size=(3, 7)) * 0.3
b2 = np.zeros((3, 1))
alpha = 0.5
for i in range(1000):
    A1 = sigmoid(W1 @ X + b1)
    A2 = sigmoid(W2 @ A1 + b2)
    cost = -np.mean(np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2), axis=0))
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T / m
    db2 = dZ2.sum(axis=1, keepdims=True) / m
    dZ1 = (W2.T @ dZ2) * A1 * (1 - A1)
    dW1 = dZ1 @ X.T / m
    db1 = dZ1.sum(axis=1, keepdims=True)
    W1 = W1 - alpha * dW1
    b1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2
