#include "gradlab/data/embedded.hpp"

#include "gradlab/data/format.hpp"
#include "gradlab/data/shipped.hpp"

namespace gradlab::data {

namespace {

// Both files have their label in the last column.
Dataset split_last_column(const File& file) {
  const arma::mat table = find_format(file).read(file).variables.front().values;
  Dataset dataset;
  dataset.X = table.head_cols(table.n_cols - 1);
  dataset.y = table.tail_cols(1);
  return dataset;
}

}  // namespace

Dataset digits() {
  const std::string path = "digits (built in)";
  Dataset dataset = split_last_column({path, unpack(path, shipped::digits)});
  dataset.X /= 16;
  dataset.name = "digits";
  dataset.description = "handwritten digits of 8 x 8 pixels, 0..16 divided by 16";
  dataset.attribution = "Alpaydin and Kaynak, UCI Machine Learning Repository, CC BY 4.0";
  return dataset;
}

Dataset iris() {
  Dataset dataset = split_last_column({"iris (built in)", std::string(shipped::iris)});
  dataset.name = "iris";
  dataset.description = "length and width of sepal and petal of flowers, in cm";
  dataset.attribution = "Fisher, UCI Machine Learning Repository, CC BY 4.0";
  return dataset;
}

}  // namespace gradlab::data
