function [wert, steigung] = guete(gewichte, ein, mitte, aus, staerke, bilder, wahr)
A = reshape(gewichte(1:mitte*(ein+1)), mitte, ein+1);
B = reshape(gewichte(mitte*(ein+1)+1:end), aus, mitte+1);
m = size(bilder, 1);
bilder = [ones(m, 1) bilder];
h = [ones(m, 1) 1./(1 + exp(-bilder*A'))];
o = 1 ./ (1 + exp(-h*B'));
ist = eye(aus)(wahr(:), :);
A(:,1) = 0; f = B; f(:,1) = 0;
wert = -sum(sum(ist .* log(o) + (1 - ist) .* log(1 - o))) / m;
wert = wert + staerke / (2*m) * (sum(A(:).^2) + sum(f(:).^2));
e = ((o - ist)*B .* h .* (1 - h))(:, 2:end);
gA = (e'*bilder + staerke*A) / m;
gB = ((o - ist)'*h + staerke*f) / m;
steigung = [gA(:); gB(:)];
end
