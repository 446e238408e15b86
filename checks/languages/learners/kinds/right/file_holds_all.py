import numpy as np

np.random.seed(0)
X = np.random.rand(40, 6)
y = np.random.randint(0, 4, 40)
Y = np.eye(4)[y]
W1 = np.random.randn(6, 5) * 0.5
b1 = np.zeros(5)
W2 = np.random.randn(5, 4) * 0.5
b2 = np.zeros(4)
reg = 1e-3


def forward():
    hidden = np.tanh(X @ W1 + b1)
    scores = hidden @ W2 + b2
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return hidden, e / e.sum(axis=1, keepdims=True)


def cost():
    hidden, p = forward()
    return -np.sum(Y * np.log(p)) / len(X) + reg / 2 * (np.sum(W1 ** 2) + np.sum(W2 ** 2))


def gradients():
    hidden, p = forward()
    d = (p - Y) / len(X)
    dW2, db2 = hidden.T @ d + reg * W2, d.sum(axis=0)
    d = (d @ W2.T) * (1 - hidden ** 2)
    dW1, db1 = X.T @ d + reg * W1, d.sum(axis=0)
    return dW1, db1, dW2, db2


for step in range(200):
    dW1, db1, dW2, db2 = gradients()
    W1 = W1 - 0.5 * dW1
    b1 = b1 - 0.5 * db1
    W2 = W2 - 0.5 * dW2
    b2 = b2 - 0.5 * db2
    if step % 50 == 0:
        print(step, cost())
