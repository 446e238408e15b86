import numpy as np


class Classifier:
    """tanh units, softmax, and a penalty on the weights"""

    def __init__(self, n_features, n_hidden, n_classes, l2=0.01, random_state=0):
        draw = np.random.RandomState(random_state)
        self.l2 = l2
        self.w_h = draw.normal(0, 0.1, (n_features, n_hidden))
        self.b_h = np.zeros(n_hidden)
        self.w_out = draw.normal(0, 0.1, (n_hidden, n_classes))
        self.b_out = np.zeros(n_classes)

    def forward(self, X):
        hidden = np.tanh(X @ self.w_h + self.b_h)
        z = hidden @ self.w_out + self.b_out
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return hidden, e / e.sum(axis=1, keepdims=True)

    def compute_cost(self, X, y):
        out = self.forward(X)[1]
        data = -np.sum(np.log(out[np.arange(len(X)), y])) / len(X)
        return data + self.l2 / 2 * (np.sum(self.w_h ** 2) + np.sum(self.w_out ** 2))

    def backward(self, X, y):
        hidden, out = self.forward(X)
        error = (out - np.eye(len(self.b_out))[y]) / len(X)
        below = error @ self.w_out.T * (1 - hidden ** 2)
        return (X.T @ below + self.l2 * self.w_h, below.sum(axis=0),
                hidden.T @ error + self.l2 * self.w_out, error.sum(axis=0))
