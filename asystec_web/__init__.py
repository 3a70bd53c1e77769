"""The sign-up of Asystec: from an empty browser to a business that can invoice."""
