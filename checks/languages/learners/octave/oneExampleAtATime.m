% Unrolled by rows, as somebody did who had the weights from Python; a loop over the examples.
function [J, grad] = oneExampleAtATime(p, n, h, K, X, y, lambda)
  T1 = reshape(p(1:h*(n+1)), n+1, h)';
  T2 = reshape(p(h*(n+1)+1:end), h+1, K)';
  m = rows(X);
  J = 0;
  D1 = zeros(size(T1));
  D2 = zeros(size(T2));
  for t = 1:m
    a1 = [1; X(t,:)'];
    z2 = T1 * a1;
    a2 = [1; sigmoid(z2)];
    a3 = sigmoid(T2 * a2);
    yt = zeros(K, 1);
    yt(y(t)) = 1;
    J = J - sum(yt .* log(a3) + (1 - yt) .* log(1 - a3));
    d3 = a3 - yt;
    d2 = (T2' * d3)(2:end) .* sigmoidGradient(z2);
    D1 = D1 + d2 * a1';
    D2 = D2 + d3 * a2';
  endfor
  J = J / m + lambda / (2*m) * (sum(T1(:,2:end)(:) .^ 2) + sum(T2(:,2:end)(:) .^ 2));
  D1 = D1 / m;
  D2 = D2 / m;
  D1(:,2:end) = D1(:,2:end) + lambda / m * T1(:,2:end);
  D2(:,2:end) = D2(:,2:end) + lambda / m * T2(:,2:end);
  grad = [D1'(:); D2'(:)];
endfunction
