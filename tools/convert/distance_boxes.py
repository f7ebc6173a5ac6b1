"""The boxes of a detector that gives a distribution for each distance (Li et al. 2020, Generalized Focal Loss), in the
form that our detector takes: [1, rows, columns, 5], the logit of "person", then the distances in pixels to the left, top,
right and bottom edges of the box from the point (column * stride, row * stride)."""

from array import array

from nchw_graph import GraphError, NchwGraph, Value
from tensor import Tensor

SIDES = 4


def distance_boxes(graph: NchwGraph, name, source: Value, classes, stride) -> Value:
    """source: for each cell the logits of the classes, of which the first is "person", then those of the distributions,
    side by side. The cells' own points lie half a cell further right and down than ours."""
    bins, rest = divmod(source.channels - classes, SIDES)
    if rest or bins < 2:
        raise GraphError(f"{name}: {source.channels} channels are not {classes} classes and {SIDES} distributions")
    rows, columns = source.size
    logit = graph.channels(f"{name}_person", source, 0, 1)
    logits = graph.channels(f"{name}_distributions", source, classes, source.channels)
    apart = graph.node(
        "Reshape", [logits, graph.constant(f"{name}_apart", Tensor.of_integers([SIDES, bins, rows, columns]))],
        f"{name}_sides", (SIDES, bins, rows, columns),
    )  # fmt: skip
    shares = graph.node("Softmax", [apart], f"{name}_shares", apart.shape, axis=1)
    lengths = floats(graph, f"{name}_lengths", (1, bins, 1, 1), [index * stride for index in range(bins)])
    parts = graph.node("Mul", [shares, lengths], f"{name}_parts", shares.shape)
    over_bins = graph.constant(f"{name}_bins", Tensor.of_integers([1]))
    sums = graph.node("ReduceSum", [parts, over_bins], f"{name}_sums", (1, SIDES, rows, columns), keepdims=0)
    together = graph.node(
        "Reshape", [sums, graph.constant(f"{name}_together", Tensor.of_integers([1, SIDES, rows, columns]))],
        f"{name}_distances", (1, SIDES, rows, columns),
    )  # fmt: skip
    half = stride / 2
    shift = floats(graph, f"{name}_shift", (1, SIDES, 1, 1), [-half, -half, half, half])
    moved = graph.node("Add", [together, shift], f"{name}_moved", together.shape)
    both = graph.concatenate_channels(f"{name}_both", [logit, moved])
    return graph.node("Transpose", [both], f"{name}_last", (1, rows, columns, 1 + SIDES), perm=[0, 2, 3, 1])


def floats(graph, name, shape, numbers):
    return graph.constant(name, Tensor("float32", shape, array("f", numbers)))
