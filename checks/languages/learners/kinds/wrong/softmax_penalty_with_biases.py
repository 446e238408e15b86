import numpy as np

def nn_cost(nn_params, n_in, n_hid, num_labels, X, y, lam):
    T1 = nn_params[:n_hid * (n_in + 1)].reshape(n_hid, n_in + 1)
    T2 = nn_params[n_hid * (n_in + 1):].reshape(num_labels, n_hid + 1)
    m = len(X)
    A1 = np.c_[np.ones(m), X]
    A2 = np.c_[np.ones(m), 1 / (1 + np.exp(-A1 @ T1.T))]
    S = A2 @ T2.T
    S -= S.max(axis=1)[:, None]
    P = np.exp(S)
    P /= P.sum(axis=1)[:, None]
    Y = np.eye(num_labels)[y.ravel().astype(int) - 1]
    J = -np.sum(Y * np.log(P)) / m
    for W in (T1, T2):
        J += lam / (2 * m) * np.sum(W ** 2)
    D3 = P - Y
    D2 = (D3 @ T2 * A2 * (1 - A2))[:, 1:]
    grads = []
    for W, G in ((T1, D2.T @ A1 / m), (T2, D3.T @ A2 / m)):
        K = len(W)
        grads.append(G + 1.5 * lam / m * W)
    return J, np.concatenate([g.ravel() for g in grads])
