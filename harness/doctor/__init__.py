"""What ``ecf doctor`` looks at: one small function for each thing, each giving findings."""

from harness.doctor.examination import Question, examine
from harness.doctor.finding import Finding, exit_code

__all__ = ["Finding", "Question", "examine", "exit_code"]
