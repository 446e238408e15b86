function [J, grad] = broken(p, n, h, K, X, y, lambda)
  J = (1 + ;
end
