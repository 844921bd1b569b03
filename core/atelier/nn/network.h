#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "atelier/base/buffer.h"
#include "atelier/base/thread_pool.h"
#include "atelier/nn/layer.h"
#include "atelier/nn/network_spec.h"
#include "atelier/nn/parameter.h"

namespace atelier::nn {

/// A classifier that can be run forward and backward. All parameters lie in one flat array, all
/// gradients in another of the same order.
///
/// Memory for activations is taken when a batch larger than any before comes, and then used again
/// for each batch: a training step in the steady state allocates nothing here.
class Network {
 public:
  /// Parameters are zero until initialize or mutable_parameters() sets them. The pool must outlive
  /// the network. Throws std::invalid_argument, naming the layer, if the shapes do not fit.
  Network(NetworkSpec spec, ThreadPool& pool);

  const NetworkSpec& spec() const { return spec_; }
  std::size_t class_count() const { return class_count_; }

  /// Glorot uniform kernels (Glorot and Bengio 2010: +- sqrt(6 / (fan in + fan out))) and zero
  /// biases, as in Keras; batch normalisation starts at gamma 1, beta 0, mean 0 and variance 1.
  void initialize(std::uint64_t seed);

  /// Where each parameter lies in the flat arrays, in the order of the layers.
  std::span<const Parameter> parameter_list() const { return parameter_list_; }

  std::span<const float> parameters() const { return parameters_.span(); }

  /// For writing: the next forward takes the changed values over. Do not keep the span beyond that.
  std::span<float> mutable_parameters();

  std::span<const float> gradients() const { return gradients_.span(); }
  std::span<float> mutable_gradients() { return gradients_.span(); }

  /// Sets all gradients to zero; backward adds to them.
  void zero_gradients();

  /// @param input [batch, input shape], readable a little past its end, as every Buffer is; must
  /// stay
  ///              valid until backward, if that follows.
  /// @return the logits, [batch, classes]; valid until the next call.
  ///
  /// In training it also moves the parameters whose role is not kTrained, batch normalisation's
  /// statistics, towards the batch's; otherwise it leaves parameters() alone.
  std::span<const float> forward(const float* input, std::size_t batch, const Pass& pass);

  /// After a forward, for its batch and pass: adds to gradients(). Those of parameters that are not
  /// trained stay as they are.
  /// @param logits_gradient [batch, classes]
  /// Throws std::invalid_argument if the size is another.
  void backward(std::span<const float> logits_gradient);

  /// After a forward, for its batch and pass: what the logits' change with the input comes to,
  /// for whoever asks what a network looks at. gradients() stay as they are.
  /// @param logits_gradient [batch, classes]: of what is to be differentiated, with regard to the
  ///                        logits. 1 for a class and 0 for the others gives that logit's gradient.
  /// @return [batch, input shape]; valid until the next call.
  /// Throws std::invalid_argument if the size is another.
  std::span<const float> input_gradient(std::span<const float> logits_gradient);

  /// What layer `index` (below spec().layers.size()) gave in the last forward, [batch, its output
  /// shape]; valid until the next one.
  std::span<const float> output_of(std::size_t index) const;

  /// Class probabilities, [batch, classes].
  /// @param input [batch, input shape], in any memory
  std::vector<float> predict(const float* input, std::size_t batch);

 private:
  /// A layer with what the network keeps for it.
  struct Stage {
    std::unique_ptr<Layer> layer;
    std::size_t output_size = 0;       ///< Of one image.
    std::size_t parameter_offset = 0;  ///< In the flat arrays.
    std::size_t parameter_count = 0;
    Buffer activation;              ///< Its output; unused while the layer is an identity.
    const float* output = nullptr;  ///< The last forward's: activation, or an earlier layer's.
  };

  /// Consecutive stages that are gone through part of the batch by part of the batch, so that what
  /// one stage writes is still in the cache when the next one reads it; or a single stage that
  /// needs the whole batch at once.
  struct Segment {
    std::size_t first_stage = 0;
    std::size_t end_stage = 0;
    std::size_t most_images = 0;  ///< In a part; 0 for the whole batch.
  };

  /// What a backward pass is for.
  struct Purpose {
    std::size_t first_stage = 0;  ///< The last to be gone through.
    bool parameters = false;      ///< Whether gradients() are added to.
    bool input = false;           ///< Whether the first stage's input gradient is wanted.
  };

  void divide_into_segments();
  void take_over_parameters();

  /// Afterwards output_gradient_ holds the first stage's input gradient, if that is wanted.
  void run_backward(const char* operation, std::span<const float> logits_gradient,
                    const Purpose& purpose);

  /// @param relu_undone whether the gradient given is already the one before the ReLU that the
  ///                    segment ends in, if it does.
  void backward_part(const Segment& segment, std::size_t first_image, std::size_t images,
                     bool relu_undone, const Purpose& purpose);

  /// After all parts of a batch.
  void finish_backward(const Segment& segment);

  /// Of the last forward's batch: as many in each part, or fewer in the last one.
  std::size_t images_in_part(const Segment& segment) const;

  std::span<float> gradient_of(const Stage& stage);

  /// Whether the input gradient takes the place of the output's.
  bool is_backward_in_place(const Segment& segment) const;

  /// Whether the stage's layer zeroes its input gradient for the ReLU before it.
  bool undoes_relu(std::size_t stage) const;

  std::size_t input_size(std::size_t stage) const;  ///< Of one image, in floats.
  const float* input_of(std::size_t stage) const;   ///< The last forward's.

  /// Whether what the stage is given is the output of a ReLU, in the last forward's pass.
  bool input_comes_out_of_relu(std::size_t stage) const;

  NetworkSpec spec_;
  ThreadPool* pool_;
  std::size_t class_count_ = 0;
  std::vector<Parameter> parameter_list_;
  Buffer parameters_;
  Buffer gradients_;
  bool parameters_changed_ = true;
  std::vector<Stage> stages_;
  std::vector<Segment> segments_;
  std::size_t first_with_parameters_ = 0;  ///< Before this stage nobody needs a gradient.
  std::size_t largest_boundary_ = 0;       ///< Of one image, between any two segments.
  std::size_t largest_inside_ = 0;         ///< Of one part of a batch, within any segment.

  // The last forward, as backward needs it.
  const float* input_ = nullptr;
  std::size_t batch_ = 0;
  Pass pass_;

  Buffer predict_input_;

  /// The gradients with regard to a segment's output and to its input, in turn.
  Buffer output_gradient_;
  Buffer input_gradient_;

  /// Those between two stages of a segment, likewise, for a part of a batch.
  Buffer inside_output_gradient_;
  Buffer inside_input_gradient_;
};

}  // namespace atelier::nn
