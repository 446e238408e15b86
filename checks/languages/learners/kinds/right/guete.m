function [wert, steigung] = guete(gewichte, ein, mitte, aus, staerke, bilder, wahr)
% bilder und wahr: ein Beispiel je Spalte
A = reshape(gewichte(1:mitte*ein), mitte, ein);
B = reshape(gewichte(mitte*ein + (1:aus*mitte)), aus, mitte);
rest = gewichte(mitte*ein + aus*mitte + 1:end);
a = rest(1:mitte); b = rest(mitte+1:end);
m = size(bilder, 2);
h = 1 ./ (1 + exp(-(A*bilder + a)));
o = 1 ./ (1 + exp(-(B*h + b)));
wert = -sum(sum(wahr .* log(o) + (1 - wahr) .* log(1 - o))) / m;
wert = wert + staerke / (2*m) * (sum(A(:).^2) + sum(B(:).^2));
d = (o - wahr) / m;
e = (B' * d) .* h .* (1 - h);
gA = e*bilder' + staerke/m*A;
gB = d*h' + staerke/m*B;
ga = sum(e, 2); gb = sum(d, 2);
steigung = [gA(:); gB(:); ga; gb];
end
