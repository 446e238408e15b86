// The data sets that are part of the library itself: no file is needed at run time.
// The folder shipped/ holds their files. See read.hpp for a user's files.
#pragma once

#include "gradlab/data/dataset.hpp"

namespace gradlab::data {

/// 1,797 handwritten digits of 8 x 8, X divided by 16 to lie in 0..1, y 0..9. Alpaydin and Kaynak, UCI, CC BY 4.0.
Dataset digits();

/// 150 flowers: length and width of sepal and petal in cm, y 0 (setosa), 1 (versicolor), 2 (virginica).
/// Fisher, UCI, CC BY 4.0.
Dataset iris();

}  // namespace gradlab::data
