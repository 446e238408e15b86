import numpy as np

def squash(z):
    return 1.0 / (1.0 + np.exp(-z))

def forward(w_in, w_out, X):
    m = X.shape[0]
    a0 = np.hstack([np.ones((m, 1)), X])
    hid = np.hstack([np.ones((m, 1)), squash(a0.dot(w_in.T))])
    out = squash(hid.dot(w_out.T))
    return a0, hid, out

def entropy(out, Y, w_in, w_out, lam):
    m = Y.shape[0]
    data = -np.sum(Y * np.log(out) + (1 - Y) * np.log(1 - out)) / m
    return data + lam / (2.0 * m) * (np.sum(w_in[:, 1:] ** 2) + np.sum(w_out[:, 1:] ** 2))

def backward(a0, hid, out, Y, w_in, w_out, lam):
    m = Y.shape[0]
    e_out = out - Y
    e_hid = e_out.dot(w_out)[:, 1:] * hid[:, 1:] * (1 - hid[:, 1:])
    d_in = e_hid.T.dot(a0) / m
    d_out = e_out.T.dot(hid) / m
    d_in[:, 1:] += lam / m * w_in[:, 1:]
    d_out[:, 1:] += lam / m * w_out[:, 1:]
    return d_in, d_out
