"""Every product an einsum."""
import numpy as np


def objective(p, d, h, K, X, y, lam):
    A, B = np.split(np.asarray(p), [h * (d + 1)])
    A, B = A.reshape(h, d + 1), B.reshape(K, h + 1)
    m = len(X)
    x = np.pad(X, ((0, 0), (1, 0)), constant_values=1)
    s = 1 / (1 + np.exp(-np.einsum('md,hd->mh', x, A)))
    u = np.pad(s, ((0, 0), (1, 0)), constant_values=1)
    o = 1 / (1 + np.exp(-np.einsum('mh,kh->mk', u, B)))
    t = (np.arange(1, K + 1)[None, :] == np.reshape(y, (m, 1))).astype(float)
    J = -np.einsum('mk,mk->', t, np.log(o)) - np.einsum('mk,mk->', 1 - t, np.log(1 - o))
    mask_a = np.ones_like(A)
    mask_b = np.ones_like(B)
    mask_a[:, 0] = mask_b[:, 0] = 0
    J = J / m + 0.5 * lam / m * (np.einsum('hd,hd,hd->', A, A, mask_a) + np.einsum('kh,kh,kh->', B, B, mask_b))
    e = (o - t) / m
    gB = np.einsum('mk,mh->kh', e, u) + lam / m * B * mask_b
    gA = np.einsum('mk,kh,mh,mh,md->hd', e, B[:, 1:], s, 1 - s, x) + lam / m * A * mask_a
    return J, np.r_[gA.flat, gB.flat]
