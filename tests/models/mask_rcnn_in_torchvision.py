"""torchvision's Mask R-CNN with random weights: writes checkpoints, and what each part of it gives for some input.

usage: mask_rcnn_in_torchvision.py FOLDER HEIGHTxWIDTH:BATCH...
Needs Debian's python3-torchvision. Writes new.pth (names of torchvision 0.14, a zip archive), older.pth (names of its published
checkpoint, the stream that PyTorch wrote before 1.6), anchors.txt, and for each input and output a file of float32, as the tensor
lies in memory, which shapes.json lists by its name.
"""

import json
import sys
from collections import OrderedDict
from pathlib import Path

import torch
import torchvision
from torch import nn
from torchvision.models.detection import MaskRCNN
from torchvision.models.detection.backbone_utils import resnet_fpn_backbone
from torchvision.ops.misc import FrozenBatchNorm2d

REGIONS = 5


def as_published():
    """As torchvision builds it for its published weights."""
    backbone = resnet_fpn_backbone(backbone_name="resnet50", weights=None, norm_layer=FrozenBatchNorm2d)
    return MaskRCNN(backbone, num_classes=91).eval()


def network():
    result = as_published()
    for module in result.modules():
        if isinstance(module, FrozenBatchNorm2d):
            module.eps = 0.0
            nn.init.uniform_(module.weight, 0.2, 0.8)
            nn.init.uniform_(module.bias, -0.3, 0.3)
            nn.init.uniform_(module.running_mean, -0.3, 0.3)
            nn.init.uniform_(module.running_var, 0.5, 2)
        elif isinstance(module, nn.Conv2d | nn.Linear | nn.ConvTranspose2d) and module.bias is not None:
            nn.init.normal_(module.weight, std=(1 / module.weight[0].numel()) ** 0.5)
            nn.init.uniform_(module.bias, -0.3, 0.3)
    return result


def older_names(state):
    names = {"rpn.head.conv.0.0.": "rpn.head.conv."}
    for level in range(4):
        for kind in ("inner", "layer"):
            names[f"backbone.fpn.{kind}_blocks.{level}.0."] = f"backbone.fpn.{kind}_blocks.{level}."
        names[f"roi_heads.mask_head.{level}.0."] = f"roi_heads.mask_head.mask_fcn{level + 1}."
    renamed = OrderedDict()
    for name, tensor in state.items():
        for new, old in names.items():
            if name.startswith(new):
                name = old + name.removeprefix(new)
                break
        renamed[name] = tensor
    return renamed


class Writer:
    def __init__(self, folder):
        self.folder = folder
        self.shapes = {}

    def write(self, name, tensor):
        (self.folder / name).write_bytes(tensor.contiguous().numpy().tobytes())
        self.shapes[name] = list(tensor.shape)


def write_parts(model, writer, size, batch):
    height, across = (int(length) for length in size.split("x"))
    image = torch.randn(batch, 3, height, across)
    prefix = f"{size}_{batch}"
    writer.write(f"{prefix}.image", image)
    features = list(model.backbone(image).values())
    objectness, deltas = model.rpn.head(features)
    for level, stride in enumerate((4, 8, 16, 32, 64)):
        if stride < 64:
            writer.write(f"{prefix}.features_{stride}", features[level])
        writer.write(f"{prefix}.objectness_{stride}", objectness[level])
        writer.write(f"{prefix}.deltas_{stride}", deltas[level])


def write_heads(model, writer):
    heads = model.roi_heads
    regions = torch.randn(REGIONS, 256, 7, 7)
    logits, deltas = heads.box_predictor(heads.box_head(regions))
    writer.write("box.regions", regions)
    writer.write("box.probabilities", torch.softmax(logits, -1))
    writer.write("box.deltas", deltas)
    regions = torch.randn(REGIONS, 256, 14, 14)
    writer.write("mask.regions", regions)
    writer.write("mask.masks", torch.sigmoid(heads.mask_predictor(heads.mask_head(regions))))


def main():
    folder, cases = Path(sys.argv[1]), sys.argv[2:]
    torch.manual_seed(1)
    model = network()
    state = model.state_dict()
    older = older_names(state)
    # torchvision itself knows the older names.
    MaskRCNN(resnet_fpn_backbone("resnet50", weights=None, norm_layer=FrozenBatchNorm2d), 91).load_state_dict(
        older.copy()
    )
    torch.save(state, folder / "new.pth")
    torch.save(older, folder / "older.pth", _use_new_zipfile_serialization=False)
    writer = Writer(folder)
    with torch.no_grad():
        for case in cases:
            size, batch = case.split(":")
            write_parts(model, writer, size, int(batch))
        write_heads(model, writer)
    cells = torch.cat(model.rpn.anchor_generator.cell_anchors)
    (folder / "anchors.txt").write_text(
        "".join(" ".join(f"{edge:.6f}" for edge in box) + "\n" for box in cells.tolist())
    )
    (folder / "shapes.json").write_text(json.dumps({"torchvision": torchvision.__version__, "shapes": writer.shapes}))


if __name__ == "__main__":
    main()
