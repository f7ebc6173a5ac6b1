#pragma once

#include <vector>

#include "media/image.h"
#include "vision/detector_decoding.h"
#include "vision/inference_engine.h"

namespace trainingzip::vision {

/// Finds persons with an RTMDet network, or another whose conversion gives its outputs this form (NanoDet).
/// Safe to use from several threads.
class PersonDetector {
  public:
    /// Takes a network with one input 1 × 3 × S × S and outputs 1 × n × n × 5, as decode_detections()
    /// describes. Throws EngineError for another one.
    explicit PersonDetector(Model model);

    /// Persons of at least minimum_score, best first, in pixels of the picture. The network knows upright
    /// people: with `quarter_turns`, 0 to 3, it sees the picture so that a body turned clockwise from upright
    /// by as much stands.
    std::vector<Detection> detect(const media::ImageView& picture, float minimum_score,
                                  int quarter_turns = 0) const;

  private:
    Model model_;
    int size_;
};

}  // namespace trainingzip::vision
