#!/usr/bin/env python3
"""Atelier's reference networks as ONNX graphs, for ONNX Runtime Web.

    python3 tests/bench/peers/browser/graphs.py FOLDER

needs the onnx package (Debian: python3-onnx). For `classic` and `two-block-same` it writes NAME.onnx, which classifies
(image [batch, 1, 28, 28] to probabilities), and NAME-gradient.onnx, which takes a batch of 128, its labels and the
parameters, and returns the loss and each parameter's gradient. ONNX Runtime Web's training build has the gradient
operators but nothing that would derive a graph of them, so the backward pass is put together here. The parameters'
shapes go to NAME-parameters.json; weights are Glorot uniform.
"""

import json
import pathlib
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

BATCH = 128
NETWORKS = {
    "classic": ["conv 28 valid", "pool", "conv 56 valid", "flatten", "dense 56 relu", "dense 10"],
    "two-block-same": ["conv 32 same", "conv 32 same", "pool", "conv 64 same", "conv 64 same", "pool", "flatten",
                       "dense 128 relu", "dense 10"],
}
MICROSOFT = "com.microsoft"


class Graph:
    """A forward pass, layer by layer, that remembers what its backward pass needs."""

    def __init__(self, training):
        self.training = training
        self.nodes, self.constants, self.parameters, self.values = [], [], [], []
        self.backward = []
        self.current, self.shape = "image", [1, 28, 28]
        self.random = np.random.default_rng(1)

    def node(self, kind, inputs, outputs, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, outputs, **attributes))

    def value(self, name, shape, kind=TensorProto.FLOAT):
        # The gradient operators infer no shapes.
        if self.training:
            self.values.append(helper.make_tensor_value_info(name, kind, shape))

    def constant(self, name, values):
        self.constants.append(numpy_helper.from_array(values, name))

    def parameter(self, name, shape, fan_in=0, fan_out=0):
        limit = np.sqrt(6 / (fan_in + fan_out)) if fan_in else 0
        values = self.random.uniform(-limit, limit, shape) if limit else np.zeros(shape)
        self.parameters.append(numpy_helper.from_array(values.astype(np.float32), name))

    def relu(self, name):
        self.node("Relu", [self.current], [name])
        self.value(name, [BATCH, *self.shape])
        self.current = name

    def conv(self, index, filters, padding):
        channels, height, width = self.shape
        border = 1 if padding == "same" else 0
        window = {"kernel_shape": [3, 3], "pads": [border] * 4, "strides": [1, 1], "dilations": [1, 1], "group": 1}
        kernel, bias, source = f"kernel{index}", f"bias{index}", self.current
        self.parameter(kernel, [filters, channels, 3, 3], 9 * channels, 9 * filters)
        self.parameter(bias, [filters])
        self.shape = [filters, height - 2 + 2 * border, width - 2 + 2 * border]
        self.node("Conv", [source, kernel, bias], [f"conv{index}"], **window)
        self.value(f"conv{index}", [BATCH, *self.shape])
        self.current = f"conv{index}"
        self.relu(f"relu{index}")
        input_shape = [BATCH, channels, height, width]

        def backward(gradient):
            before_relu, result = f"{gradient}_relu", f"to_conv{index}"
            self.node("ReluGrad", [gradient, f"relu{index}"], [before_relu], domain=MICROSOFT)
            # Nobody needs the gradient of the images.
            wanted = "" if source == "image" else result
            self.node("ConvGrad", [before_relu, source, kernel], [wanted, f"d_{kernel}", f"d_{bias}"], domain=MICROSOFT,
                      **window)
            if wanted:
                self.value(result, input_shape)
            return result

        self.backward.append(backward)

    def pool(self, index):
        input_shape = [BATCH, *self.shape]
        channels, height, width = self.shape
        self.shape = [channels, height // 2, width // 2]
        window = {"kernel_shape": [2, 2], "strides": [2, 2]}
        outputs = [f"pool{index}", f"maxima{index}"] if self.training else [f"pool{index}"]
        self.node("MaxPool", [self.current], outputs, **window)
        self.value(f"pool{index}", [BATCH, *self.shape])
        self.value(f"maxima{index}", [BATCH, *self.shape], TensorProto.INT64)
        self.current = f"pool{index}"

        def backward(gradient):
            self.node("MaxPoolGrad", [gradient, f"maxima{index}"], [f"to_pool{index}"], **window)
            self.value(f"to_pool{index}", input_shape)
            return f"to_pool{index}"

        self.backward.append(backward)

    def flatten(self, index):
        before = [BATCH, *self.shape]
        self.shape = [int(np.prod(self.shape))]
        self.node("Flatten", [self.current], ["flat"])
        self.value("flat", [BATCH, *self.shape])
        self.current = "flat"

        def backward(gradient):
            self.constant("before_flattening", np.array(before, np.int64))
            self.node("Reshape", [gradient, "before_flattening"], [f"to_flat{index}"])
            self.value(f"to_flat{index}", before)
            return f"to_flat{index}"

        self.backward.append(backward)

    def dense(self, index, units, relu=False):
        inputs = self.shape[0]
        kernel, bias, source = f"kernel{index}", f"bias{index}", self.current
        self.parameter(kernel, [inputs, units], inputs, units)
        self.parameter(bias, [units])
        self.shape = [units]
        self.node("Gemm", [source, kernel, bias], [f"dense{index}"])
        self.value(f"dense{index}", [BATCH, units])
        self.current = f"dense{index}"
        if relu:
            self.relu(f"relu{index}")

        def backward(gradient):
            if relu:
                self.node("ReluGrad", [gradient, f"relu{index}"], [f"{gradient}_relu"], domain=MICROSOFT)
                gradient = f"{gradient}_relu"
            self.node("Gemm", [source, gradient], [f"d_{kernel}"], transA=1)
            self.node("ReduceSum", [gradient, "first_axis"], [f"d_{bias}"], keepdims=0)
            self.node("Gemm", [gradient, kernel], [f"to_dense{index}"], transB=1)
            self.value(f"to_dense{index}", [BATCH, inputs])
            return f"to_dense{index}"

        self.backward.append(backward)

    def layers(self, descriptions):
        for index, description in enumerate(descriptions):
            kind, *options = description.split()
            if kind == "conv":
                self.conv(index, int(options[0]), options[1])
            elif kind == "dense":
                self.dense(index, int(options[0]), "relu" in options)
            else:
                getattr(self, kind)(index)

    def loss_and_gradients(self):
        self.constant("first_axis", np.array([0], np.int64))
        self.constant("one", np.array(1, np.float32))
        options = {"domain": MICROSOFT, "reduction": "mean", "output_type": TensorProto.FLOAT}
        self.node("SoftmaxCrossEntropyLossInternal", [self.current, "label"], ["loss", "log_probabilities"], **options)
        self.value("log_probabilities", [BATCH, 10])
        self.node("SoftmaxCrossEntropyLossInternalGrad", ["one", "log_probabilities", "label"], ["to_logits"], **options)
        self.value("to_logits", [BATCH, 10])
        gradient = "to_logits"
        for step in reversed(self.backward):
            gradient = step(gradient)


def save(graph, name, inputs, outputs, constants, path):
    made = helper.make_graph(graph.nodes, name, inputs, outputs, constants, value_info=graph.values)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 14), helper.make_opsetid(MICROSOFT, 1)])
    model.ir_version = 8
    onnx.save(model, str(path))


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    floats = lambda name, shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
    for name, layers in NETWORKS.items():
        graph = Graph(training=False)
        graph.layers(layers)
        graph.node("Softmax", [graph.current], ["probabilities"], axis=1)
        save(graph, name, [floats("image", ["batch", 1, 28, 28])], [floats("probabilities", ["batch", 10])],
             graph.parameters, folder / f"{name}.onnx")

        graph = Graph(training=True)
        graph.layers(layers)
        graph.loss_and_gradients()
        shapes = {parameter.name: list(parameter.dims) for parameter in graph.parameters}
        labels = helper.make_tensor_value_info("label", TensorProto.INT64, [BATCH])
        inputs = [floats("image", [BATCH, 1, 28, 28]), labels, *(floats(key, shape) for key, shape in shapes.items())]
        outputs = [floats("loss", []), *(floats(f"d_{key}", shape) for key, shape in shapes.items())]
        save(graph, name, inputs, outputs, graph.constants, folder / f"{name}-gradient.onnx")
        (folder / f"{name}-parameters.json").write_text(json.dumps(shapes))


if __name__ == "__main__":
    main()
