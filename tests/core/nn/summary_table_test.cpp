#include <catch2/catch_test_macros.hpp>
#include <string>

#include "atelier/nn/network_spec.h"
#include "atelier/nn/presets.h"

namespace atelier::nn {

TEST_CASE("A summary reads as Keras prints it") {
  CHECK(summary_table(preset("classic")) ==
        R"(Model: "classic"
____________________________________________________________
 Layer (type)                   Output Shape         Param #
============================================================
 conv2d (Conv2D)                (None, 26, 26, 28)       280
 max_pooling2d (MaxPooling2D)   (None, 13, 13, 28)         0
 conv2d_1 (Conv2D)              (None, 11, 11, 56)    14,168
 flatten (Flatten)              (None, 6776)               0
 dense (Dense)                  (None, 56)           379,512
 dense_1 (Dense)                (None, 10)               570
============================================================
Total params: 394,530 (1.51 MB)
Trainable params: 394,530 (1.51 MB)
Non-trainable params: 0 (0.00 B)
____________________________________________________________
)");
}

TEST_CASE("A summary names every kind of layer as Keras does, and numbers repeated ones") {
  const std::string table = summary_table(network_from_json(R"({"input": [8, 8, 3], "layers": [
      {"type": "conv2d", "filters": 4, "kernel_size": 3}, {"type": "relu"}, {"type": "relu"},
      {"type": "average_pooling2d"}, {"type": "global_average_pooling2d"},
      {"type": "dropout", "rate": 0.5}, {"type": "batch_normalization"},
      {"type": "dense", "units": 2, "activation": "softmax"}]})"));
  CHECK(table.find("Model: \"custom\"") == 0);
  CHECK(table.find(" conv2d (Conv2D)") != std::string::npos);
  CHECK(table.find(" relu (ReLU)") != std::string::npos);
  CHECK(table.find(" relu_1 (ReLU)") != std::string::npos);
  CHECK(table.find(" average_pooling2d (AveragePooling2D)") != std::string::npos);
  CHECK(table.find(" global_average_pooling2d (GlobalAveragePooling2D)") != std::string::npos);
  CHECK(table.find(" dropout (Dropout)") != std::string::npos);
  CHECK(table.find(" batch_normalization (BatchNormalization)") != std::string::npos);
  CHECK(table.find("Total params: 138 (552.00 B)") != std::string::npos);
  CHECK(table.find("Trainable params: 130 (520.00 B)") != std::string::npos);
  CHECK(table.find("Non-trainable params: 8 (32.00 B)") != std::string::npos);
}

}  // namespace atelier::nn
