#pragma once

#include "vision/person_detector.h"
#include "vision/person_masker.h"

namespace trainingzip::vision {

/// A detector, and a network that separates persons from the background in the square around each detection:
/// the foreground is assigned to the detected person, except for parts that are nearer to another person.
class SegmentationMasker : public PersonMasker {
  public:
    /// Takes a segmentation network with one input 1 × 3 × S × S, samples of 0 to 1 in the order red, green,
    /// blue, and one output 1 × 1 × S × S, the probability of a person. Throws EngineError for another one.
    SegmentationMasker(PersonDetector detector, Model segmentation);

    PersonMask cut_out(const media::ImageView& picture, const TrackedPerson& person) const override;

  private:
    PersonDetector detector_;
    Model segmentation_;
    int size_ = 0;
};

}  // namespace trainingzip::vision
