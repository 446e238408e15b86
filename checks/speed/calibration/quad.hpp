// Numbers of 33 digits: the compiler's __float128, with the few functions of its run-time library that are needed here.
// They are declared by hand because clang does not find gcc's quadmath.h.
#pragma once

namespace gradlab::calibration {

__extension__ typedef __float128 Quad;

namespace quadmath {
extern "C" {
Quad atanq(Quad);
Quad cosq(Quad);
Quad expq(Quad);
Quad log1pq(Quad);
Quad logq(Quad);
Quad sinq(Quad);
Quad sqrtq(Quad);
Quad tanhq(Quad);
}
}  // namespace quadmath

inline Quad atan(Quad x) { return quadmath::atanq(x); }
inline Quad cos(Quad x) { return quadmath::cosq(x); }
inline Quad exp(Quad x) { return quadmath::expq(x); }
inline Quad log1p(Quad x) { return quadmath::log1pq(x); }
inline Quad log(Quad x) { return quadmath::logq(x); }
inline Quad sin(Quad x) { return quadmath::sinq(x); }
inline Quad sqrt(Quad x) { return quadmath::sqrtq(x); }
inline Quad tanh(Quad x) { return quadmath::tanhq(x); }

}  // namespace gradlab::calibration
