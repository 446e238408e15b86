#include "gradlab/models/model.hpp"

#include "gradlab/find_row.hpp"
#include "gradlab/models/network/model.hpp"
#include "gradlab/models/regression/model.hpp"

namespace gradlab {

const std::vector<Model>& models() {
  static const std::vector<Model> rows = {
      {"neural_network", "digits", "debug", 1, false, "flipped-sign", neural_network::make_setup,
       neural_network::name_classes},
      {"logistic_regression", "iris", "", 0.01, false, "", regression::make_logistic, regression::name_classes},
      {"linear_regression", "iris", "", 0.01, true, "", regression::make_linear, regression::name_no_classes},
  };
  return rows;
}

const Model& find_model(const std::string& name) { return find_row(models(), "model", name); }

}  // namespace gradlab
