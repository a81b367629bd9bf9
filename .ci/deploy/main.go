// Command check reads the manifests of deploy/kubernetes strictly: a field that
// Kubernetes does not know ends it. It has a module of its own because what it needs is large.
package main

import (
	"bytes"
	"fmt"
	"os"

	apps "k8s.io/api/apps/v1"
	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	policy "k8s.io/api/policy/v1"
	"sigs.k8s.io/yaml"
)

func main() {
	for _, path := range os.Args[1:] {
		if err := check(path); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", path, err)
			os.Exit(1)
		}
	}
}

func check(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for document := range bytes.SplitSeq(data, []byte("\n---\n")) {
		var head struct{ Kind string }
		if err := yaml.Unmarshal(document, &head); err != nil {
			return err
		}
		known := map[string]any{
			"Secret": &core.Secret{}, "Deployment": &apps.Deployment{}, "Service": &core.Service{}, "PersistentVolumeClaim": &core.PersistentVolumeClaim{},
			"PodDisruptionBudget": &policy.PodDisruptionBudget{}, "Ingress": &networking.Ingress{}, "CronJob": &batch.CronJob{},
		}[head.Kind]
		if known == nil {
			return fmt.Errorf("the kind %q is not known here", head.Kind)
		}
		if err := yaml.UnmarshalStrict(document, known); err != nil {
			return fmt.Errorf("%s: %w", head.Kind, err)
		}
	}
	return nil
}
