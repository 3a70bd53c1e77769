"""The pages people see: paying, the portal, and how the simulator is used."""
