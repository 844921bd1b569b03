#include "test_results.h"

#include "atelier/nn/folding.h"

namespace atelier::cli {

TestResults test(const io::Model& model, const data::DatasetView& images, ThreadPool& pool) {
  nn::Network plain = io::make_network(model, pool);
  // As `atelier evaluate` does: faster where there is batch normalisation, and the same figures.
  auto folded = nn::make_folded_network(plain, pool);
  const train::Evaluation evaluation = train::evaluate(
      folded ? *folded : plain, images,
      {.keep_answers = true, .calibration = model.info.calibration.value_or(nn::Calibration{})});
  return {.confusion = evaluation.confusion(),
          .loss = evaluation.loss(),
          .mistakes = train::confident_mistakes(evaluation.answers(), images.labels)};
}

}  // namespace atelier::cli
