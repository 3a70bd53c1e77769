"""The conversation with one visitor: OnboardingState and its parts."""
