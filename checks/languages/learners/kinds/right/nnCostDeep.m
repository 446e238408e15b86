function [J grad] = nnCostDeep(params, n, h1, h2, K, X, y, lambda)
  e1 = h1*(n+1); e2 = e1 + h2*(h1+1);
  T1 = reshape(params(1:e1), h1, n+1);
  T2 = reshape(params(e1+1:e2), h2, h1+1);
  T3 = reshape(params(e2+1:end), K, h2+1);
  m = size(X,1);
  A1 = [ones(m,1) X];
  A2 = [ones(m,1) sg(A1*T1')];
  A3 = [ones(m,1) sg(A2*T2')];
  A4 = sg(A3*T3');
  Y = eye(K)(y,:);
  J = -sum(sum(Y.*log(A4)+(1-Y).*log(1-A4)))/m + lambda/(2*m)*(sum(sum(T1(:,2:end).^2))+sum(sum(T2(:,2:end).^2))+sum(sum(T3(:,2:end).^2)));
  d4 = A4 - Y;
  d3 = (d4*T3).*A3.*(1-A3); d3 = d3(:,2:end);
  d2 = (d3*T2).*A2.*(1-A2); d2 = d2(:,2:end);
  reg = @(T) lambda/m*[zeros(size(T,1),1) T(:,2:end)];
  G1 = d2'*A1/m + reg(T1);
  G2 = d3'*A2/m + reg(T2);
  G3 = d4'*A3/m + reg(T3);
  grad = [G1(:);G2(:);G3(:)];
end
function s = sg(z)
  s = 1./(1+exp(-z));
end
