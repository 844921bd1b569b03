#include "examination.h"

#include "atelier/nn/folding.h"

namespace atelier::wasm {

Examination::Examination(const nn::Network& network, const nn::Calibration& calibration,
                         const data::DatasetView& images, ThreadPool& pool)
    : images_(images),
      network_(nn::make_inference_copy(network, pool)),
      evaluation_(*network_, images, {.keep_answers = true, .calibration = calibration}) {}

std::size_t Examination::advance(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (evaluation_.advance() && std::chrono::steady_clock::now() < end) {
  }
  return evaluation_.images_done();
}

}  // namespace atelier::wasm
